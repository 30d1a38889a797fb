"""What a structure may learn about itself: closed months, counted so that nobody is found."""
