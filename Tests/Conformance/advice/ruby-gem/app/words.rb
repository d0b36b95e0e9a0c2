WORDS = %w[one two]
