"""Ombud: are we at fault, or is the customer wrong?"""

__version__ = "0.1.0"
