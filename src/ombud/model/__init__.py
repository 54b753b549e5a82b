"""The records that pass between rooms, frozen."""
