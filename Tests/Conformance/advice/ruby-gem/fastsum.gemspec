Gem::Specification.new do |s|
  s.name = "fastsum"; s.version = "0.1.0"; s.summary = "sums"; s.authors = ["x"]
  s.files = ["lib/fastsum.rb", "ext/fastsum/fastsum.c", "ext/fastsum/extconf.rb"]
  s.extensions = ["ext/fastsum/extconf.rb"]
end
