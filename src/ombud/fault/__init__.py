"""Who caused it, who bears it, and on what terms is it recovered?"""

from ombud.fault.attribute import attribute

__all__ = ["attribute"]
