"""Which law and which promises are in force on this day?"""
