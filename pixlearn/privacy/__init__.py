"""Who may see what: consent, the log of looks, and `visible`, the only way to personal rows."""
