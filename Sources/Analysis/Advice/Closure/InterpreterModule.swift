/// A distribution's package that brings a module for an interpreter: Debian's policies name it after the module,
/// `python3-yaml`, `node-express`, `ruby-sinatra`, `libjson-xs-perl`.
enum InterpreterModule {
    /// The words that a program has which loads the module, in lower case; none for other packages.
    static func words(ofPackage name: String) -> [String] {
        for prefix in ["python3-", "node-", "ruby-"] where name.hasPrefix(prefix) {
            return [String(name.dropFirst(prefix.count))]
        }
        guard name.hasPrefix("lib"), name.hasSuffix("-perl") else { return [] }
        return name.dropFirst("lib".count).dropLast("-perl".count).split(separator: "-").map(String.init)
    }
}
