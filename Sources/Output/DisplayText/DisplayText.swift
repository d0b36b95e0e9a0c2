// Text on its way to a person: how wide it is, and how it is made safe to show. Read `Printable` first, then `TextWidth`.
