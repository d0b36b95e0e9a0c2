import Dockerfile
import Testing

@Suite("Expanding variables")
struct ShellWordTests {
    static let environment = ["x": "value", "empty": "", "path": "/usr/local/lib/a.tar.gz", "v": "1.2.3"]

    @Test(arguments: [
        ("$x", "value"), ("${x}", "value"), ("a${x}b", "avalueb"), ("$x.y", "value.y"), ("$unset", ""), ("$", "$"),
        ("a$", "a$"),
        ("\\$x", "$x"), ("'$x'", "$x"), ("\"$x\"", "value"), ("\"\\$x\"", "$x"), ("\"a\\b\"", "a\\b"), ("a\\ b", "a b"),
        ("'a'\"b\"c", "abc"),
        ("${x:-y}", "value"), ("${unset:-y}", "y"), ("${empty:-y}", "y"), ("${empty-y}", ""), ("${unset-y}", "y"),
        ("${x:+y}", "y"), ("${unset:+y}", ""), ("${empty:+y}", ""), ("${empty+y}", "y"), ("${x:?no}", "value"),
        ("${unset:-${x}}", "value"), ("${unset:-\"a b\"}", "a b"), ("${unset:-${empty:-z}}", "z"),
        ("${path#*/}", "usr/local/lib/a.tar.gz"), ("${path##*/}", "a.tar.gz"), ("${path%.*}", "/usr/local/lib/a.tar"),
        ("${path%%.*}", "/usr/local/lib/a"), ("${path#none}", "/usr/local/lib/a.tar.gz"), ("${v%.?}", "1.2"),
        ("${v##*.}", "3"),
        ("${v/./-}", "1-2.3"), ("${v//./-}", "1-2-3"), ("${v/1*2/x}", "x.3"),
        ("${path//\\//_}", "_usr_local_lib_a.tar.gz"), ("$1", ""), ("${x}${x}", "valuevalue"),
    ])
    func aWordBecomes(_ word: String, _ result: String) throws {
        #expect(try ShellWord(environment: ShellWordTests.environment).expand(word) == result)
    }

    @Test(arguments: ["${", "${}", "${x", "${x:-", "${x:=y}", "'a", "\"a", "${unset:?is missing}", "${x/a}", "${:x}"])
    func aWordIsRefused(_ word: String) {
        #expect(throws: ShellWord.ExpansionError.self) {
            try ShellWord(environment: ShellWordTests.environment).expand(word)
        }
    }

    @Test func theEscapeCharacterCanBeABacktick() throws {
        #expect(try ShellWord(environment: ["x": "y"], escape: "`").expand("C:\\a`$x$x") == "C:\\a$xy")
    }

    @Test func variablesOfVariablesDoNotFillTheMemory() {
        let environment = ["a": String(repeating: "x", count: 600_000)]
        #expect(throws: ShellWord.ExpansionError.self) { try ShellWord(environment: environment).expand("$a$a$a") }
    }
}
