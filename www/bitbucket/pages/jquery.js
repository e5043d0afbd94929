// AUI takes jQuery from the window, where Bitbucket's pages have it too.
import jQuery from 'jquery';

Object.assign(window, { jQuery, $: jQuery });
