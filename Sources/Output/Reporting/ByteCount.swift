import FileTree

/// A number of bytes as people read it: who writes reports has it at hand.
public typealias ByteCount = FileTree.ByteCount
