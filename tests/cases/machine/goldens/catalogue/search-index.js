window.integrationsSearchIndex = [
["integration","Acme","test","Pens, one by one.","","acme/index.html"],
["read","list_pens","Acme","List the pens that add_pen made.","kind max_count","acme/index.html#list_pens"],
["read","get_pen","Acme","Does get_pen.","id","acme/index.html#get_pen"],
["write","add_pen","Acme","Does add_pen.","","acme/index.html#add_pen"],
["destructive","delete_pen","Acme","Does delete_pen.","id","acme/index.html#delete_pen"],
["read","index","Acme","Does index.","","acme/index.html#index"],
["read","list_very_very_very_very_very_very_very_very_very_very_very_very_long_names","Acme","Does list_very_very_very_very_very_very_very_very_very_very_very_very_long_names.","","acme/index.html#list_very_very_very_very_very_very_very_very_very_very_very_very_long_names"],
["integration","Acme","data","Things to test with.","bank","bank/index.html"],
["read","list_rates","Acme","Does list_rates.","bank","bank/index.html#list_rates"],
["read","get_rate","Acme","Does get_rate.","bank","bank/index.html#get_rate"]
];
