print("doisoat")
