import ImageAnalysis

/// A number of bytes as people read it: findings write it too, so it lives with them.
public typealias ByteCount = ImageAnalysis.ByteCount
