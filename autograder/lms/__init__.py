"""What a learning management system provides and takes back: submissions, names, grades."""
