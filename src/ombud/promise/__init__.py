"""What is this customer owed?"""

from ombud.promise.owed import owed

__all__ = ["owed"]
