/// See the guide of this room.
