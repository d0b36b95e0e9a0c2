/// A rule on one tool's cache. `TaggedCache` leaves to them what they list.
protocol CacheRule: PathRule {}
