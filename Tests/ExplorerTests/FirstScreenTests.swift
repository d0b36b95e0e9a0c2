import TerminalUI
import Testing

@testable import Explorer

@Suite("The first screen")
struct FirstScreenTests {
    @Test("80x24: layers above, files below")
    func first80() {
        let journey = Journey(80, 24)
        let expected = """
            strata demo/app:1.0 · linux/amd64 · id 4f6d4f6d4f6d · docker-archive
            71.9 kB in 3 layers · 450 B wasted · efficiency 99.3% · 7 files · 51.0 kB stored
            ┏━ 1 Layers ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
            ┃Base image  51.2 kB · 71%                                                     ┃
            ┃  1   51.2 kB  71% ██████      +5              ADD rootfs.tar.xz /            ┃
            ┃Built on top  20.7 kB · 29%                                                   ┃
            ┃  2   20.4 kB  28% ██▍         +3    ~1    -1  RUN make && make install && rm…┃
            ┃  3     300 B  <1% ▏                 ~1        RUN chmod 4755 /app/run        ┃
            ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
            ┌─ 2 [Files after layer 3]  Changes of layer 3  ───────────────────────────────┐
            │  Mode       Owner          Size    %          Name↑                          │
            │• drwxr-xr-x 0:0         20.3 kB  28% ███▎     ▸ app/  3 files                │
            │  drwxr-xr-x 0:0          1.0 kB   1% ▏        ▸ bin/  1 file                 │
            │  drwxr-xr-x 0:0           120 B  <1% ▏        ▸ etc/  1 file                 │
            │  drwxr-xr-x 0:0         50.0 kB  70% ████████ ▸ usr/  2 files                │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            └──────────────────────────────────────────────────────────────────────────────┘
            Layer 3  RUN chmod 4755 /app/run
            Enter files  v facts  w waste  F findings  c changes only  ? help  q quit
            """
        #expect(journey.screen == expected)
    }

    @Test("120x40: side by side, with the facts of the layer")
    func first120() {
        let journey = Journey(120, 40)
        let expected = """
            strata demo/app:1.0 · linux/amd64 · id 4f6d4f6d4f6d · docker-archive
            71.9 kB in 3 layers · 450 B wasted · efficiency 99.3% · 7 files · 51.0 kB stored
            ┏━ 1 Layers ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓┌─ 2 [Files after layer 3]  Changes of layer 3  ─────────────────┐
            ┃Base image  51.2 kB · 71%                           ┃│  Mode            Size    %          Name↑                      │
            ┃  1   51.2 kB  71% ██████  ADD rootfs.tar.xz /      ┃│• drwxr-xr-x   20.3 kB  28% ███▎     ▸ app/  3 files            │
            ┃Built on top  20.7 kB · 29%                         ┃│  drwxr-xr-x    1.0 kB   1% ▏        ▸ bin/  1 file             │
            ┃  2   20.4 kB  28% ██▍     RUN make && make install…┃│  drwxr-xr-x     120 B  <1% ▏        ▸ etc/  1 file             │
            ┃  3     300 B  <1% ▏       RUN chmod 4755 /app/run  ┃│  drwxr-xr-x   50.0 kB  70% ████████ ▸ usr/  2 files            │
            ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛│                                                                │
            ┌─ Layer 3 of 3 ─────────────────────────────────────┐│                                                                │
            │ RUN chmod 4755 /app/run                            ││                                                                │
            │                                                    ││                                                                │
            │ Size       300 B, <1% of all layers                ││                                                                │
            │ Holds      1 file in 1 directory                   ││                                                                │
            │ Changes    0 added, 1 modified, 0 removed          ││                                                                │
            │ Belongs to what was built on top                   ││                                                                │
            │ Stored     1.0 kB, not compressed                  ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            │                                                    ││                                                                │
            └────────────────────────────────────────────────────┘└────────────────────────────────────────────────────────────────┘
            Layer 3  RUN chmod 4755 /app/run
            Enter files  v facts  w waste  F findings  c changes only  s sort: name  Space range  / search  f filter  ? help  q quit
            """
        #expect(journey.screen == expected)
    }

    @Test("40x10: one pane at a time")
    func first40() {
        let journey = Journey(40, 10)
        let expected = """
            strata demo/app:1.0 · 71.9 kB
            ┏━ 1 Layers ━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
            ┃Base image  51.2 kB · 71%             ┃
            ┃  1   51.2 kB  71%  ADD rootfs.tar.xz…┃
            ┃Built on top  20.7 kB · 29%           ┃
            ┃  2   20.4 kB  28%  RUN make && make …┃
            ┃  3     300 B  <1%  RUN chmod 4755 /a…┃
            ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
            Layer 3  RUN chmod 4755 /app/run
            Enter files  v facts  ? help  q quit
            """
        #expect(journey.screen == expected)
    }

    @Test("ASCII only")
    func ascii80() {
        let journey = Journey(80, 24, options: Options(themeName: "mono", isASCII: true))
        let expected = """
            strata demo/app:1.0 - linux/amd64 - id 4f6d4f6d4f6d - docker-archive
            71.9 kB in 3 layers - 450 B wasted - efficiency 99.3% - 7 files - 51.0 kB stored
            += 1 Layers ===================================================================+
            |Base image  51.2 kB - 71%                                                     |
            |  1   51.2 kB  71% ######      +5              ADD rootfs.tar.xz /            |
            |Built on top  20.7 kB - 29%                                                   |
            |  2   20.4 kB  28% ##          +3    ~1    -1  RUN make && make install && rm~|
            |  3     300 B  <1% #                 ~1        RUN chmod 4755 /app/run        |
            +==============================================================================+
            +- 2 [Files after layer 3]  Changes of layer 3  -------------------------------+
            |  Mode       Owner          Size    %          Name^                          |
            |* drwxr-xr-x 0:0         20.3 kB  28% ###      + app/  3 files                |
            |  drwxr-xr-x 0:0          1.0 kB   1% #        + bin/  1 file                 |
            |  drwxr-xr-x 0:0           120 B  <1% #        + etc/  1 file                 |
            |  drwxr-xr-x 0:0         50.0 kB  70% ######## + usr/  2 files                |
            |                                                                              |
            |                                                                              |
            |                                                                              |
            |                                                                              |
            |                                                                              |
            |                                                                              |
            +------------------------------------------------------------------------------+
            Layer 3  RUN chmod 4755 /app/run
            Enter files  v facts  w waste  F findings  c changes only  ? help  q quit
            """
        #expect(journey.screen == expected)
    }
}
