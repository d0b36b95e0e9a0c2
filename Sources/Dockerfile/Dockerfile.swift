// Dockerfiles: instructions with line ranges, stages and their graph, and which of them made each layer.
