#!/usr/bin/env ruby
require 'fastsum'
require 'json'
require_relative 'words'
puts JSON.generate(sum: FastSum.sum(2, 3), yaml: FastSum.yaml, words: WORDS)
