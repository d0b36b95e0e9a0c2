// The paths of an image: one arena a layer, and the stack of them.
