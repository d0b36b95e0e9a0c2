import Reporting

/// Lessons as slides in one page, a step a slide: they turn by keys and clicks, and scroll without a script. What is folded
/// on a slide opens before the next one comes.
public struct Slides: Sendable {
    private let handouts: [Handout]
    private let hasAnswers: Bool

    /// - Parameters:
    ///   - handouts: The lessons, in their order.
    ///   - hasAnswers: Whether they are the instructor's.
    public init(_ handouts: [Handout], hasAnswers: Bool) {
        (self.handouts, self.hasAnswers) = (handouts, hasAnswers)
    }

    /// The page.
    ///
    /// - Parameter toolVersion: The version of the program that asks.
    public func html(toolVersion: String) -> String {
        HTMLPage(
            title: handouts.documentTitle,
            sections: handouts.enumerated().flatMap { slides(of: $1, named: "lesson-\($0 + 1)") },
            rules: [HandoutPage.rules, Slides.rules], script: Slides.script, toolVersion: toolVersion
        ).text
    }

    private func slides(of handout: Handout, named name: String) -> [HTML] {
        let steps = handout.lesson.steps.indices.map { slide($0, of: handout, named: name) }
        return [HTML("section", ["class": "slide title", "id": name], [handout.head(hasAnswers: false)])] + steps
    }

    private func slide(_ index: Int, of handout: Handout, named name: String) -> HTML {
        let step = HandoutStep(index, of: handout, named: name)
        let beside = step.screen(isOpen: false) + (hasAnswers ? step.answer(isOpen: false) : [])
        let columns =
            [HTML("div", step.question + step.hints)]
            + (beside.isEmpty ? [] : [HTML("div", ["class": "beside"], beside)])
        return HTML(
            "section", ["class": "slide"],
            [
                HTML("h2", [HTML("span", handout.title), HTML("span", "\(index + 1)/\(handout.lesson.steps.count)")]),
                HTML("div", ["class": beside.isEmpty ? "alone" : "columns"], columns),
            ])
    }
}

extension Slides {
    /// How slides look, besides what handouts have.
    private static let rules: StaticString = """

        html { scroll-snap-type: y proximity; }
        main, footer { max-width: none; }
        main { padding: 0; }
        .slide { display: flex; flex-direction: column; justify-content: center; min-height: 100vh; padding: 3vh 5vw;
          scroll-snap-align: start; border-bottom: 1px solid var(--line); font-size: clamp(15px, 1.5vw, 30px); }
        .slide h1 { font-size: 2.2em; }
        .slide h2 { display: flex; justify-content: space-between; margin: 0 0 1.2em; font-size: .9em; color: var(--dim); }
        .title { align-items: center; }
        .alone { max-width: 44em; }
        .beside .screen { font-size: clamp(5px, calc((100vw - 4rem) / 51), 20px); }
        @media (min-width: 60rem) {
          .columns { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 5fr); gap: 3vw; }
          .beside .screen { font-size: clamp(5px, calc(50vw / 51), 20px); }
        }
        @page { size: landscape; margin: 8mm; }
        @media print {
          html { scroll-snap-type: none; }
          .slide { min-height: 0; height: 95vh; padding: 0; border: 0; break-after: page; break-inside: avoid; font-size: 13px; }
          .columns { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 5fr); gap: 2em; }
          .beside .screen { font-size: 8.5px; }
          footer { display: none; }
        }

        """

    /// Keys and clicks turn slides; one that is taller than the screen scrolls first, and what is folded opens.
    private static let script: StaticString = """

        'use strict';
        const slides = [...document.querySelectorAll('.slide')];
        const answers = (root) => [...root.querySelectorAll('details.answer:not([open])')];
        const current = () => {
          const distances = slides.map((slide) => Math.abs(slide.getBoundingClientRect().top));
          const last = slides.findLastIndex((slide) => slide.getBoundingClientRect().top < 2);
          const nearest = distances.indexOf(Math.min(...distances));
          return distances[nearest] < 2 ? nearest : Math.max(0, last);
        };
        const show = (index) => slides[Math.max(0, Math.min(slides.length - 1, index))].scrollIntoView();
        const forward = () => {
          const at = current();
          if (slides[at].getBoundingClientRect().bottom > innerHeight + 8) return scrollBy(0, innerHeight * 0.8);
          const folded = answers(slides[at]);
          if (folded.length > 0) { folded[0].open = true; folded[0].scrollIntoView({ block: 'nearest' }); } else show(at + 1);
        };
        const back = () => {
          const at = current();
          show(Math.abs(slides[at].getBoundingClientRect().top) < 2 ? at - 1 : at);
        };
        const keys = {
          ArrowRight: forward, ArrowDown: forward, PageDown: forward, n: forward, ArrowLeft: back, ArrowUp: back, PageUp: back,
          p: back, Backspace: back, Home: () => show(0), End: () => show(slides.length - 1),
        };
        addEventListener('keydown', (event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, summary, label')) return;
          const action = event.key === ' ' ? (event.shiftKey ? back : forward) : keys[event.key];
          if (!action) return;
          event.preventDefault();
          action();
        });
        addEventListener('click', (event) => {
          if (event.target.closest('input, label, summary, a') || !getSelection().isCollapsed) return;
          if (event.clientX < innerWidth / 5) back(); else forward();
        });
        let opened = [];
        addEventListener('beforeprint', () => { opened = answers(document); opened.forEach((one) => { one.open = true; }); });
        addEventListener('afterprint', () => { opened.forEach((one) => { one.open = false; }); });

        """
}
