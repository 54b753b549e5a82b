"""What would have happened under another book?"""
