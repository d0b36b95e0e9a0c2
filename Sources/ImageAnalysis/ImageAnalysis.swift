// The shared analysis: an image in, a report out.
