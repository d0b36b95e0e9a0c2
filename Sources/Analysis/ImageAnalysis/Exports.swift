import Advice
// Who imports ImageAnalysis gets the rooms below: what it gives is made of their types.
@_exported import Advice
@_exported import Comparison
@_exported import Evidence
@_exported import LayerIndex
@_exported import Packages
@_exported import Rules
@_exported import Secrets
@_exported import Vulnerabilities
