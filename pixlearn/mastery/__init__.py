"""What a person can do, as far as the answers tell."""
