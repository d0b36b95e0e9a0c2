import Evidence
import FileTree

/// Translations and locales that the image is not set to.
struct Locales: PathRule {
    let rule = Rule(
        id: "locales", category: .bloat, severity: .low, title: "Translations for all languages are installed",
        why: "Packages install their messages in all languages. A container speaks one, mostly none but English.",
        remedy: "Have dpkg leave them out, path-exclude=/usr/share/locale/* with a path-include for those you need in "
            + "/etc/dpkg/dpkg.cfg.d, or dnf with %_install_langs, before anything is installed.")
    let patterns: [PathPattern] = [
        "/usr/share/locale/**", "/usr/local/share/locale/**", "/usr/lib/locale/**", "/usr/share/i18n/**",
    ]
    let subject = "translations and locales"

    /// English, the one without a language, and what the image's variables name are not counted.
    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        let spoken = languages(of: image)
        let kept = ["en", "C", "POSIX"] + spoken
        // The archive has what locale-gen was told to make: a locale that is set is looked for there.
        let keepsArchive = spoken.contains { $0 != "C" && $0 != "POSIX" }
        var isKept: [PathID: Bool] = [:]
        return matches(in: image).filter { file in
            guard let locale = locale(of: file.path, in: image) else { return true }
            if let known = isKept[locale] { return !known }
            let name = String(decoding: image.stack.name(of: locale), as: UTF8.self)
            let language = String(name.prefix { $0 != "_" && $0 != "." && $0 != "@" })
            isKept[locale] =
                kept.contains(language) || name == "locale.alias"
                || keepsArchive && name == "locale-archive"
            return isKept[locale] == false
        }
    }

    /// The directory directly below the one for all locales, or the file.
    private func locale(of path: PathID, in image: AnalyzedImage) -> PathID? {
        var path = path
        while let parent = image.stack.parent(of: path) {
            let name = image.stack.name(of: parent)
            if name.elementsEqual("locale".utf8) { return path }
            path = parent
        }
        return nil
    }

    /// The languages of the image's locale; `LANGUAGE` is a list of them, the preferred first.
    private func languages(of image: AnalyzedImage) -> [String] {
        image.image.config.config.environment.flatMap { variable -> [String] in
            guard let equals = variable.firstIndex(of: "="),
                ["LANG", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANGUAGE"].contains(variable[..<equals])
            else { return [] }
            return variable[variable.index(after: equals)...].split(separator: ":").map { locale in
                String(locale.prefix { $0 != "_" && $0 != "." && $0 != "@" })
            }
        }
    }
}
