/// The lesson that `strata learn new` writes: one step of each kind that needs no file besides.
public enum FirstLesson {
    /// Its text.
    ///
    /// - Parameter image: The path of its image, from its directory.
    public static func text(image: String) -> String {
        """
        # The format: Fixtures/lessons/README.md. Try an expression: strata learn fact IMAGE EXPRESSION
        title: A first look
        idea: An image is a stack of layers.
        misconception: An image is a file system.
        minutes: 5
        images:
          image: "\(image.replacingQuotes)"
        steps:
          - text: |
              This image has **{{ layers }}** layers and {{ size }}. `2` shows them beside the files.
            look:
              view: files
            hints:
              - Press `2`.
            why: The layers stand on the left, the files after the selected layer on the right.
            solution: "2"
          - text: How many bytes do you think the last tree shows?
            answer:
              is: shown
            guess: true
            why: All layers together have {{ size }}; what later layers hide is in it.
          - text: Which is larger?
            choose:
              - text: all layers together
                right: size >= shown
              - text: what the last tree shows
                right: size < shown
                because: The tree shows only what no later layer hides.
            hints:
              - Nothing that a layer holds is ever taken out of it.
          - text: "In your own image: press `2`, then `J` and `K`."

        """
    }
}

extension String {
    /// The text as it can stand in double quotes.
    fileprivate var replacingQuotes: String { replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") }
}
