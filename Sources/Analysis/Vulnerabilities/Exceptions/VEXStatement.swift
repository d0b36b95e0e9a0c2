import Evidence
import OCI
import Packages

/// What an OpenVEX document says of one vulnerability in some products.
public struct VEXStatement: Sendable {
    /// How a product stands to a vulnerability.
    enum Status: String {
        case notAffected = "not_affected"
        case fixed
        case affected
        case underInvestigation = "under_investigation"
    }

    /// A product, and in it the parts that are meant; no parts for all of it.
    struct Product {
        let whole: VEXDocument.Component
        let parts: [VEXDocument.Component]
    }

    /// The vulnerability's names.
    let names: [String]
    let products: [Product]
    /// Nil for a word that is none of the four.
    let status: Status?
    /// When it was known to be so, in seconds since 1970: the later statement overrides.
    let seconds: Int64
    /// Who says so; its reason is the justification.
    public let acceptance: Acceptance
    private let hasReason: Bool

    init(_ raw: VEXDocument.Statement, in document: VEXDocument.Root, acceptance: Acceptance) {
        names = (raw.vulnerability?.all ?? []).flatMap { name in
            // An IRI ends with the name.
            [name] + (name.contains("/") ? name.split(separator: "/").suffix(1).map(String.init) : [])
        }
        let parts = (raw.subcomponents?.value ?? []).compactMap(\.value)
        // A product that cannot be read must not stand for all of them.
        products = (raw.products?.value ?? []).compactMap(\.value).map {
            Product(whole: $0.component, parts: $0.subcomponents + parts)
        }
        status = Status(rawValue: raw.status?.value ?? "")
        let time = raw.timestamp?.value ?? document.timestamp?.value
        seconds = time.flatMap { Timestamp(rfc3339: $0) }?.seconds ?? .min
        let reasons = [raw.justification?.value, raw.impactStatement?.value].compactMap { $0?.nonEmpty }
        hasReason = !reasons.isEmpty
        var acceptance = acceptance
        let notes = reasons.isEmpty ? raw.statusNotes?.value ?? "" : reasons.joined(separator: "; ")
        acceptance.reason = [raw.status?.value ?? "", notes].filter { !$0.isEmpty }.joined(separator: ": ")
        self.acceptance = acceptance
    }

    /// Why it cannot be followed, in words behind its name; nil for a valid one. The specification demands a product, a
    /// status, and for `not_affected` a justification or an impact statement.
    var invalidity: String? {
        if names.isEmpty { return "names no vulnerability" }
        if products.isEmpty { return "names no product" }
        guard let status else { return "has none of the four statuses" }
        return status == .notAffected && !hasReason ? "has neither justification nor impact_statement" : nil
    }

    /// Whether it is about a vulnerability of a package in an image: its product is the image, and the package one of the
    /// parts where it tells any; or its product is the package.
    func isAbout(_ vulnerability: KnownVulnerability, of package: Package?, in image: AnalyzedImage) -> Bool {
        guard names.contains(where: { vulnerability.isCalled($0) }) else { return false }
        let distribution = image.packages.distribution
        func isPackage(_ component: VEXDocument.Component) -> Bool {
            guard let package else { return false }
            return component.names.contains { PackageURL.Parts($0)?.means(package, of: distribution) == true }
        }
        let identity = ImageIdentity(image.image)
        return products.contains { product in
            if identity.isMeant(by: product.whole) {
                return product.parts.isEmpty || product.parts.contains(where: isPackage)
            }
            return isPackage(product.whole) && (product.parts.isEmpty || product.parts.contains(where: isPackage))
        }
    }
}
