"""What cannot be right in a book, one kind of fault a file."""
