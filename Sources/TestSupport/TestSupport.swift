// What tests share: images built in code, snapshots, a terminal to drive.
