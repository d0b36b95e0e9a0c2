import ImageAnalysis
import Testing

@testable import Rules

/// Rules on how the file is written.
struct StyleRuleTests {
    @Test func definitionDescription() {
        let asked = "# check=experimental=InvalidDefinitionDescription\n"
        expect(
            DefinitionDescription(),
            asked + "# bar is it\n1️⃣ARG foo=1\n# Base is the base\n2️⃣FROM scratch AS base\n#bad\n3️⃣ARG a=1 b=2\n")
        expect(
            DefinitionDescription(),
            asked + """
                ARG first
                # foo is it
                ARG foo=1
                # b comes second
                ARG a=1 b=2
                # not about it

                ARG c
                # not about it
                #
                FROM scratch AS base
                # a stage without a name
                FROM base
                """)
        expect(DefinitionDescription(), "# check=skip=UndefinedVar\n# bar\nARG foo=1\nFROM a:1")
        expect(DefinitionDescription(), "# check=experimental=all\n# bar\n1️⃣ARG foo=1\nFROM a:1")
    }

    @Test func stageNameCase() {
        expect(StageNameCase(), "FROM a:1 AS1️⃣ Build\nFROM b:1 AS2️⃣ B")
        expect(StageNameCase(), "FROM A/B:C AS build\nFROM Build:1")
    }

    @Test func fromAsCase() {
        expect(FromAsCase(), "FROM a:11️⃣ as b\nfrom a:12️⃣ AS c\nFROM a:13️⃣ As d")
        expect(FromAsCase(), "FROM a:1 AS b\nfrom a:1 as c\nFROM d:1")
    }

    @Test func instructionCase() {
        expect(InstructionCase(), "FROM a:1\n1️⃣run x\n2️⃣Copy a /b\nRUN y")
        expect(InstructionCase(), "from a:1\nrun x\n1️⃣RUN y")
        expect(InstructionCase(), "FROM a:1\nRUN run\n")
        expect(InstructionCase(), "from a:1\nrun RUN\n")
    }

    @Test func emptyContinuation() {
        expect(EmptyContinuation(), "FROM a:1\nRUN a \\\n1️⃣\n  b\nENV a=1 \\\n2️⃣   \n  b=2\n")
        expect(EmptyContinuation(), "FROM a:1\nRUN a \\\n  # c\n  b\n\nRUN <<E\n\na\n\nE\nRUN b\n")
    }

    @Test func legacyKeyValue() {
        expect(LegacyKeyValue(), "FROM a:1\nENV 1️⃣NAME value and more\nLABEL 2️⃣key value\nENV 3️⃣A b=c")
        expect(LegacyKeyValue(), "FROM a:1\nENV A=1\nENV A=1 B=2\nLABEL \"a b\"=c\nARG x\nENV A='b c'")
    }

    @Test func undefinedVariable() {
        expect(
            UndefinedVariable(),
            "ARG GLOBAL=1\nFROM a:1 AS s\nCOPY $1️⃣SRC /x\nENV PATH=$2️⃣PAHT:/x\nWORKDIR ${3️⃣GLOBAL}\nARG GLOBAL\nFROM b:1\nARG A\nUSER $A:$4️⃣B"
        )
        expect(
            UndefinedVariable(),
            """
            FROM a:1 AS s
            ARG SRC
            ENV D=/d E=$PATH:${F:-x} G='$H' I=\\$J
            COPY $SRC $D/
            RUN echo $ANY
            CMD run $THING
            FROM s
            WORKDIR $D
            """)
        expect(UndefinedVariable(), "FROM a:1\nWORKDIR $APP", environment: ["APP"])
    }

    /// BuildKit's `dispatchArg`: each default is expanded with what stands before it, in the same instruction too.
    @Test func undefinedVariableInDefaultsMountsAndFiles() {
        expect(
            UndefinedVariable(),
            "FROM a:1\nARG VERSION=$1️⃣foo\nARG A=$2️⃣B B=1 C=$A D=${B} VERSION=$VERSION\nARG E=${F:-x} G=\\$H I='$J'")
        expect(
            UndefinedVariable(),
            "FROM a:1\nRUN --mount=type=cache,target=/$1️⃣X echo $Y\n2️⃣COPY <<E <<'F' /\n'$U'\nE\n$V\nF\nONBUILD ARG a=$b")
    }

    @Test func syntaxFault() {
        expect(SyntaxFault(), "FROM a:1\n1️⃣RUNN x\n2️⃣COPY a\n3️⃣SHELL bash\n")
        expect(SyntaxFault(), "RUN x\nFROM a:1\nONBUILD FROM b\nENV a=1\n")
    }
}
