// What highlight.min.js is built from; see README.md.
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import http from "highlight.js/lib/languages/http";
import ini from "highlight.js/lib/languages/ini";
import json from "highlight.js/lib/languages/json";
import lua from "highlight.js/lib/languages/lua";
import plaintext from "highlight.js/lib/languages/plaintext";
import python from "highlight.js/lib/languages/python";
import shell from "highlight.js/lib/languages/shell";

const languages = { bash, http, ini, json, lua, plaintext, python, shell };
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);
window.hljs = hljs;
