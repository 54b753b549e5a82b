"""A replay as files: a page to look at and to print, and tables to go on with."""
