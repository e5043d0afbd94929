import { showSettings } from './settings.jsx';
showSettings(() => null);
