"""How does a ruling look to the person who must act on it?"""
