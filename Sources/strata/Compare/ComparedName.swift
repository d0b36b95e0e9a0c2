import ArgumentParser
import DisplayText
import Glibc

/// An image of `strata diff`, or some of its layers: `IMAGE`, `IMAGE@5`, `IMAGE@3..5`, `IMAGE@..5`, `IMAGE@3..`.
struct ComparedName: Equatable {
    /// The image as other commands name it.
    let image: String
    /// The first layer that counts, from 1; nil for the base.
    let first: Int?
    /// The last layer that counts; nil for the top.
    let last: Int?
    /// Whether two dots are in it: only that names a change.
    let isRange: Bool

    /// Whether only some of the layers count.
    var isPart: Bool { first != nil || last != nil }

    /// What the help says of it.
    static let help = """
        IMAGE@5 is the image after its layer 5, IMAGE@3..5 what the layers 3 to 5 hold by themselves, IMAGE@3.. and \
        IMAGE@..5 likewise up to the top and from the base; layers have the numbers that strata inspect shows. A file of \
        that very name comes first.
        """

    /// Reads an argument.
    ///
    /// - Throws: A sentence about layers that cannot be meant.
    init(_ argument: String) throws(Failure) {
        guard let at = argument.lastIndex(of: "@"), at != argument.startIndex, access(argument, F_OK) != 0 else {
            self.init(image: argument, first: nil, last: nil, isRange: false)
            return
        }
        let text = argument[argument.index(after: at)...]
        // Digests and what else stands behind an @ is a part of the name.
        guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else {
            self.init(image: argument, first: nil, last: nil, isRange: false)
            return
        }
        let dots = text.firstRange(of: "..")
        let ends = dots.map { [text[..<$0.lowerBound], text[$0.upperBound...]] } ?? [text]
        let numbers = ends.map { $0.isEmpty ? nil : Int($0) }
        guard zip(ends, numbers).allSatisfy({ $0.isEmpty || ($1 ?? 0) >= 1 }), numbers.contains(where: { $0 != nil })
        else { throw ComparedName.isWrong(text) }
        let first = dots == nil ? nil : numbers[0]
        let last = numbers[numbers.count - 1]
        if let first, let last, first > last { throw ComparedName.isWrong(text) }
        self.init(image: String(argument[..<at]), first: first, last: last, isRange: dots != nil)
    }

    private init(image: String, first: Int?, last: Int?, isRange: Bool) {
        (self.image, self.first, self.last, self.isRange) = (image, first, last, isRange)
    }

    private static func isWrong(_ text: Substring) -> Failure {
        .usage(
            "“@\(Printable.escape(text))” names no layers: they count from 1, such as IMAGE@5, IMAGE@3..5, IMAGE@3.. or IMAGE@..5"
        )
    }

    /// The layers that count, of an image with so many; nil for all.
    func layers(of count: Int) throws(Failure) -> ClosedRange<Int>? {
        guard isPart else { return nil }
        guard count > 0 else { throw .usage("\(Printable.escape(image)) has no layers") }
        let highest = max(first ?? 1, last ?? 1)
        guard highest <= count else {
            throw .usage("\(Printable.escape(image)) has layers 1 to \(count), not \(highest)")
        }
        return (first ?? 1)...(last ?? count)
    }
}
