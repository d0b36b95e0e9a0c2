import TerminalUI
import Testing

@testable import Explorer

@Suite("Screens")
struct ScreenTests {
    @Test("what a layer changed")
    func changes() {
        var journey = Journey(100, 24)
        journey.press("Tab = c")
        let expected = """
            strata demo/app:1.0 · linux/amd64 · id 4f6d4f6d4f6d · docker-archive
            71.9 kB in 3 layers · 450 B wasted · efficiency 99.3% · 7 files · 51.0 kB stored
            ┌─ 1 Layers ────────────────────────────────┐┏━ 2  Files after layer 3  [Changes of layer 3] ━━━━━━┓
            │Base image  51.2 kB · 71%                  │┃  Mode            Size    %  Name↑                   ┃
            │  1   51.2 kB  71% ██████  ADD rootfs.tar.…│┃• drwxr-xr-x     300 B 100%  ▾ app/                  ┃
            │Built on top  20.7 kB · 29%                │┃m -rwsr-xr-x     300 B 100%  └─  run                 ┃
            │  2   20.4 kB  28% ██▍     RUN make && mak…│┃                                                     ┃
            │  3     300 B  <1% ▏       RUN chmod 4755 …│┃                                                     ┃
            └───────────────────────────────────────────┘┃                                                     ┃
            ┌─ Layer 3 of 3 ────────────────────────────┐┃                                                     ┃
            │ RUN chmod 4755 /app/run                   │┃                                                     ┃
            │                                           │┃                                                     ┃
            │ Size       300 B, <1% of all layers       │┃                                                     ┃
            │ Holds      1 file in 1 directory          │┃                                                     ┃
            │ Changes    0 added, 1 modified, 0 removed │┃                                                     ┃
            │ Belongs to what was built on top          │┃                                                     ┃
            │ Stored     1.0 kB, not compressed         │┃                                                     ┃
            │                                           │┃                                                     ┃
            │                                           │┃                                                     ┃
            │                                           │┃                                                     ┃
            │                                           │┃                                                     ┃
            └───────────────────────────────────────────┘┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
            /app  from layer 3: RUN chmod 4755 /app/run
            Enter unfold  v view  w waste  F findings  c all files  Space fold  s sort: name  ? help  q quit
            """
        #expect(journey.screen == expected)
    }

    @Test("a file's text")
    func viewer() {
        var journey = Journey(80, 12)
        journey.press("Tab = /")
        journey.type("run")
        journey.press("Enter Enter")
        journey.send(.contentsRead(request: 1, Array("#!/bin/sh\n\techo \u{1b}[31m hi\nexit 0\n".utf8)))
        let expected = #"""
            ┏━ /app/run ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 300 B, layer 3 ━┓
            ┃1 #!/bin/sh                                                                   ┃
            ┃2         echo \x1b[31m hi                                                    ┃
            ┃3 exit 0                                                                      ┃
            ┃                                                                              ┃
            ┃                                                                              ┃
            ┃                                                                              ┃
            ┃                                                                              ┃
            ┃                                                                              ┃
            ┗━ the first 32 B only: e opens all of it ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛

            / search  w wrap  x hex  # numbers  e pager  y copy  Esc close  ? help
            """#
        #expect(journey.screen == expected)
    }

    @Test("a file's bytes")
    func hex() {
        var journey = Journey(80, 12)
        journey.press("Tab = /")
        journey.type("run")
        journey.press("Enter Enter")
        journey.send(.contentsRead(request: 1, Array("#!/bin/sh\n\techo \u{1b}[31m hi\nexit 0\n".utf8)))
        journey.press("x")
        let expected = """
            ┏━ /app/run ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 300 B, layer 3 ━┓
            ┃00000000  23 21 2f 62 69 6e 2f 73  68 0a 09 65 63 68 6f 20  |#!/bin/sh..echo |┃
            ┃00000010  1b 5b 33 31 6d 20 68 69  0a 65 78 69 74 20 30 0a  |.[31m hi.exit 0.|┃
            ┃                                                                              ┃
            ┃                                                                              ┃
            ┃                                                                              ┃
            ┃                                                                              ┃
            ┃                                                                              ┃
            ┃                                                                              ┃
            ┗━ the first 32 B only: e opens all of it ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛

            / search  w wrap  x text  # numbers  e pager  y copy  Esc close  ? help
            """
        #expect(journey.screen == expected)
    }

    @Test("what the layers did to a path")
    func history() {
        var journey = Journey(100, 24)
        journey.press("Tab = /")
        journey.type("passwd")
        journey.press("Enter o")
        let expected = #"""
            strata demo/app:1.0 · linux/amd64 · id 4f6d4f6d4f6d · docker-archive
            71.9 kB in 3 layers · 450 B wasted · efficiency 99.3% · 7 files · 51.0 kB stored
            ┌─ 1 Layers ────────────────────────────────┐┏━ 2 [Files after layer 3]  Changes of layer 3  ━━━━━━┓
            │Base image  51.2 kB · 71%                  │┃  Mode            Size    %  Name↑                   ┃
            │  1   51.2 kB  71% ██████  ADD rootfs.tar.…│┃• drwxr-xr-x   20.3 kB  28%  ▾ app/                  ┃
            │Built on top  20.7 kB · 29%                │┃  -rw-r--r--       7 B  <1%  ├─  \x1b[31mred         ┃
            │  2   20.4 kB  28% ██▍     RUN make && mak…│┃  -rw-r--r--   20.0 kB  98%  ├─  data.bin            ┃
            │  3     300 B  <1% ▏       RUN chmod 4755 …│┃m -rwsr-xr-x     300 B   1%  └─  run                 ┃
            └───────────────────────────────────────────┘┃  drwxr-xr-x    1.0 kB   1%  ▾ bin/                  ┃
            ┌─ La┏━ History of /etc/passwd ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓    ┃
            │ RUN┃ layer  1  + added           -rw-r--r--     100 B  ADD rootfs.tar.xz /                  ┃    ┃
            │    ┃ layer  2  ~ modified        -rw-r--r--     120 B  RUN make && make install && rm /etc… ┃    ┃
            │ Siz┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛    ┃
            │ Holds      1 file in 1 directory          │┃  drwxr-xr-x   50.0 kB 100%  └─▾ lib/                ┃
            │ Changes    0 added, 1 modified, 0 removed │┃  -rw-r--r--   50.0 kB 100%    ├─  libc.so           ┃
            │ Belongs to what was built on top          │┃  lrwxrwxrwx       0 B   0%    └─  libc.so.6 → libc.…┃
            │ Stored     1.0 kB, not compressed         │┃                                                     ┃
            │                                           │┃                                                     ┃
            │                                           │┃                                                     ┃
            │                                           │┃                                                     ┃
            │                                           │┃                                                     ┃
            └───────────────────────────────────────────┘┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛

            Enter pick  / search  Esc close  ? help
            """#
        #expect(journey.screen == expected)
    }

    @Test("a filter while it is typed")
    func filter() {
        var journey = Journey(100, 24)
        journey.press("f")
        journey.type("lib")
        let expected = """
            strata demo/app:1.0 · linux/amd64 · id 4f6d4f6d4f6d · docker-archive
            71.9 kB in 3 layers · 450 B wasted · efficiency 99.3% · 7 files · 51.0 kB stored
            ┌─ 1 Layers ────────────────────────────────┐┏━ 2 [Files after layer 3]  Changes of layer 3  ━━━━━━┓
            │Base image  51.2 kB · 71%                  │┃  Mode            Size    %  Name↑                   ┃
            │  1   51.2 kB  71% ██████  ADD rootfs.tar.…│┃  drwxr-xr-x   50.0 kB  70%  ▾ usr/                  ┃
            │Built on top  20.7 kB · 29%                │┃  drwxr-xr-x   50.0 kB 100%  └─▾ lib/                ┃
            │  2   20.4 kB  28% ██▍     RUN make && mak…│┃  -rw-r--r--   50.0 kB 100%    ├─  libc.so           ┃
            │  3     300 B  <1% ▏       RUN chmod 4755 …│┃  lrwxrwxrwx       0 B   0%    └─  libc.so.6 → libc.…┃
            └───────────────────────────────────────────┘┃                                                     ┃
            ┌─ Layer 3 of 3 ────────────────────────────┐┃                                                     ┃
            │ RUN chmod 4755 /app/run                   │┃                                                     ┃
            │                                           │┃                                                     ┃
            │ Size       300 B, <1% of all layers       │┃                                                     ┃
            │ Holds      1 file in 1 directory          │┃                                                     ┃
            │ Changes    0 added, 1 modified, 0 removed │┃                                                     ┃
            │ Belongs to what was built on top          │┃                                                     ┃
            │ Stored     1.0 kB, not compressed         │┃                                                     ┃
            │                                           │┃                                                     ┃
            │                                           │┃                                                     ┃
            │                                           │┃                                                     ┃
            │                                           │┃                                                     ┃
            └───────────────────────────────────────────┘┗━ filter: lib ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
            Filter: lib
            Enter accept  Esc cancel
            """
        #expect(journey.screen == expected)
    }

    @Test("the configuration")
    func image() {
        var journey = Journey(100, 30)
        journey.press("i")
        let expected = """
            strata demo/app:1.0 · linux/amd64 · id 4f6d4f6d4f6d · docker-archive
            71.9┏━ Image ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
            ┏━ 1┃ Identity                                                                                 ┃───┐
            ┃Bas┃   References      demo/app:1.0                                                           ┃   │
            ┃  1┃   Id              sha256:4f6d4f6d4f6d4f6d4f6d4f6d4f6d4f6d4f6d4f6d4f6d4f6d4f6d4f6d4f6d4f6 ┃   │
            ┃Bui┃                   d                                                                      ┃   │
            ┃  2┃   Platform        linux/amd64                                                            ┃   │
            ┃  3┃   Format          docker-archive                                                         ┃   │
            ┗━━━┃   Created         2026-01-02T00:00:00Z                                                   ┃   │
            ┌─ L┃                                                                                          ┃   │
            │ RU┃ What it runs                                                                             ┃   │
            │   ┃   User            root (none is set)                                                     ┃   │
            │ Si┃   Command         ["/app/run"]                                                           ┃   │
            │ Ho┃   Environment     PATH=/bin                                                              ┃   │
            │ Ch┃                   MODE=test                                                              ┃   │
            │ Be┃   Health check    none                                                                   ┃   │
            │ St┃                                                                                          ┃   │
            │   ┃ Labels                                                                                   ┃   │
            │   ┃   maintainer      someone                                                                ┃   │
            │   ┃                                                                                          ┃   │
            │   ┃ History (layer, instruction)                                                             ┃   │
            │   ┃      1  ADD rootfs.tar.xz /                                                              ┃   │
            │   ┃      -  CMD ["sh"]                                                                       ┃   │
            │   ┃      2  RUN make                                                                         ┃   │
            │   ┃      3  RUN chmod 4755 /app/run                                                          ┃   │
            │   ┃                                                                                          ┃   │
            │   ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛   │
            └───────────────────────────────────────────┘└─────────────────────────────────────────────────────┘

            / search  Esc close  ? help
            """
        #expect(journey.screen == expected)
    }
}
