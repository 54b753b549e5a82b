"""Laws that no case and no book may break."""
