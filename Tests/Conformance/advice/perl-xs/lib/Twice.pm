package Local::Twice;
our $VERSION = '0.1';
require XSLoader;
XSLoader::load('Local::Twice', $VERSION);
1;
