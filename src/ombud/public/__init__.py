"""By which door do the desk and the command line come in?"""
