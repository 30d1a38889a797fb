"""Simulated device screens: their shape, the replay of a walk, their text alternative."""
