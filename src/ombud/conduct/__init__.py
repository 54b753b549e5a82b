"""How did each side behave?"""

from ombud.conduct.weigh import weigh

__all__ = ["weigh"]
