import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@Suite("Some layers of images")
struct LayerRangeTests {
    private let three = Image(reference: "app:1") {
        built {
            File("srv/a", "a"); File("srv/b", "b")
        }
        built {
            File("srv/b", "other b"); File("srv/c", "c")
        }
        built {
            Whiteout("srv/a"); File("srv/d", "d")
        }
    }

    @Test("what layers changed: the image before the first and after the last of them")
    func changed() throws {
        let image = try AnalyzedFixture(three).image
        let comparison = Comparison(
            ComparedImage(judging: image, named: "before", upTo: 1),
            ComparedImage(judging: image, named: "after", upTo: 3))
        #expect(comparison.difference(of: "srv/a") == .removed)
        #expect(comparison.difference(of: "srv/b") == .contents)
        #expect(comparison.difference(of: "srv/c") == .added && comparison.difference(of: "srv/d") == .added)
        #expect(comparison.layers.map(\.standing) == [.shared, .onlyInB, .onlyInB])
        #expect(comparison.configuration.filter { $0.weight == .contents }.isEmpty)
    }

    @Test("before the first layer there is nothing")
    func fromNothing() throws {
        let image = try AnalyzedFixture(three).image
        let comparison = Comparison(
            ComparedImage(judging: image, named: "before", upTo: 0),
            ComparedImage(judging: image, named: "after", upTo: 1))
        #expect(comparison.a.layers == 0 && comparison.a.visibleBytes == 0)
        #expect(Set(comparison.paths.map(\.difference)) == [.added])
        #expect(comparison.delta == 2)
    }

    @Test("layers by themselves: what lies below is not there, numbers stay")
    func alone() throws {
        let image = try AnalyzedFixture(three).image
        let upper = ComparedImage(judging: image, named: "upper", layers: 2...3)
        #expect(upper.blobs.map(\.index) == [2, 3])
        let comparison = Comparison(upper, ComparedImage(judging: image, named: "third", layers: 3...3))
        #expect(comparison.difference(of: "srv/c") == .removed && comparison.difference(of: "srv/b") == .removed)
        #expect(comparison.difference(of: "srv/d") == nil)
        #expect(comparison.layers.map(\.standing) == [.onlyInA, .shared])
        #expect(comparison.hasSameConfiguration == nil)
    }

    @Test("every range of every length can be judged")
    func all() throws {
        let image = try AnalyzedFixture(NaiveImage.image).image
        let count = image.stack.layerCount
        for first in 1...count {
            for last in first...count {
                let part = ComparedImage(judging: image, named: "part", layers: first...last)
                let comparison = Comparison(part, ComparedImage(judging: image, named: "whole"))
                #expect(comparison.classes.reduce(0) { $0 + $1.delta } == comparison.delta)
            }
        }
    }
}
