// What Firefox's own scripts know, as far as the tests use it.
declare const ChromeUtils: any;
declare const gBrowser: any;
declare const OpenBrowserWindow: any;
declare const Services: any;
