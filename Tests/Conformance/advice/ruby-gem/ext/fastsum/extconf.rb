require 'mkmf'; have_library('yaml'); create_makefile('fastsum/fastsum')
