require 'fastsum/fastsum'
