print("doisoat-rehearsal")
