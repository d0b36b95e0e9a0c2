import FileTree

/// A number of bytes as people read it: findings write it, filters read it.
public typealias ByteCount = FileTree.ByteCount
