"""The records that pass between rooms: frozen, one file each, no behaviour beyond views."""
