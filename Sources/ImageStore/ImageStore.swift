// Finds the images in what the user names: archives, layouts, directories, streams, engines.
