"""What may be expected: when a place complies, which communes fall, which deadlines are missed.

It reads figures that are told elsewhere and tells a story of them, so it lives in this room.
"""
