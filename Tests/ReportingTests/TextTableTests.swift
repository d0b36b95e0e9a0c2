import Reporting
import Testing

@Suite struct TextTableTests {
    private func table(_ columns: [TextTable.Column], _ rows: [[TextTable.Cell]]) -> TextTable {
        var table = TextTable(columns)
        for row in rows { table.append(row) }
        return table
    }

    @Test func columnsLineUpAndLinesHaveNoSpacesAtTheEnd() {
        let table = table(
            [.init("SIZE", .right), .init("NAME"), .init("NOTE")], [["1", "a", ""], ["1234567", "bcd", "x"]])
        #expect(
            table.lines() == [
                "   SIZE  NAME  NOTE",
                "      1  a",
                "1234567  bcd   x",
            ])
    }

    @Test func rowsThatAreMadeWhenTheyAreAskedForAreWrittenLikeOthers() {
        let columns: [TextTable.Column] = [
            .init("SIZE", .right), .init("NAME", minimumWidth: 4), .init("", wraps: true),
        ]
        let rows: [[TextTable.Cell]] = [["1", "a long name", ""], ["1234567", "bcd", "two words"]]
        for width in [nil, 80, 20] {
            var text = ""
            TextTable(columns).write(rows.lazy.map(\.self), width: width) { text += $0 }
            #expect(text == table(columns, rows).lines(width: width).map { $0 + "\n" }.joined())
        }
    }

    @Test func wideCharactersTakeTwoColumns() {
        let table = table([.init(""), .init("")], [["日本", "x"], ["abc", "y"]])
        #expect(table.lines() == ["日本  x", "abc   y"])
    }

    @Test func elasticColumnsGiveWay() {
        let table = table(
            [.init("A"), .init("B", minimumWidth: 4)], [["fixed", "a long text that is cut"]])
        #expect(table.lines(width: 15) == ["A      B", "fixed  a long …"])
        #expect(table.lines(width: 5) == ["A      B", "fixed  a l…"])
    }

    @Test func proseGoesOnInItsColumn() {
        let table = table(
            [.init("A"), .init("B", minimumWidth: 4, wraps: true), .init("C")],
            [["x", "a long text", "end"], ["y", "b", "z"]])
        #expect(table.lines(width: 14) == ["A  B       C", "x  a long  end", "   text", "y  b       z"])
        #expect(table.blocks(width: 14).map(\.count) == [1, 2, 1])
        #expect(table.lines() == ["A  B            C", "x  a long text  end", "y  b            z"])
    }

    @Test func theWidestElasticColumnGivesWayFirst() {
        let table = table([.init("", minimumWidth: 2), .init("", minimumWidth: 2)], [["aaaaaaaaaa", "bbbb"]])
        #expect(table.lines(width: 10) == ["aaa…  bbbb"])
        #expect(table.lines(width: 8) == ["aa…  bb…"])
    }

    @Test func anEmptyCellAtTheRightKeepsTheNextInPlace() {
        let table = table([.init("", .right), .init("")], [["", "x"], ["12", "y"]])
        #expect(table.lines() == ["    x", "12  y"])
    }

    @Test func stylesAreEscapeSequencesOnlyInColor() {
        let table = table([.init("")], [[.init("new", .added)]])
        #expect(table.lines() == ["new"])
        #expect(table.lines(palette: .colors) == ["\u{1b}[32mnew\u{1b}[0m"])
    }

    @Test func rowsOfTheWrongLengthFit() {
        let table = table([.init(""), .init("")], [["a"], ["b", "c", "d"]])
        #expect(table.lines() == ["a", "b  c"])
    }
}
